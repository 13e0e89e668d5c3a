//! Which columns are shown, in which order and how wide. Pure.

pub use crate::query::address::MAX_PINNED;
use crate::table::Column;

/// The narrowest a column may be, in CSS pixels: an icon and a few letters.
pub const MIN_WIDTH: u32 = 64;
/// The widest, in CSS pixels: a column wider than a window would hide the others.
pub const MAX_WIDTH: u32 = 900;

/// One column's setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSetting {
    pub column: Column,
    /// In CSS pixels.
    pub width: u32,
    pub shown: bool,
    /// Whether it stays in sight at the left. Pinned columns stand before the others.
    pub pinned: bool,
}

/// Every column once, in the person's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnLayout {
    settings: Vec<ColumnSetting>,
    /// Whether the columns share out what room is left over; until a person gives one of them a width.
    is_fitted: bool,
    /// Whether a person has said which columns are shown; until then, some may give way where there is no room.
    is_chosen: bool,
}

/// The layout as it is kept between visits; what is missing takes its default.
#[derive(Clone, Debug, Default)]
pub struct SavedLayout {
    pub order: Vec<SavedColumn>,
    pub sized: bool,
    pub chosen: bool,
}

/// A column's setting as it is kept between visits.
#[derive(Clone, Debug)]
pub struct SavedColumn {
    pub column: String,
    pub width: u32,
    pub shown: bool,
    pub pinned: bool,
}

impl Default for ColumnLayout {
    fn default() -> Self {
        Self::from_settings(Column::DEFAULT.map(|column| setting(column, true)))
    }
}

impl ColumnLayout {
    /// Takes what is there, in its order: a column that is missing is put behind, hidden; one that repeats is dropped;
    /// if none would be shown, those of a fresh page are.
    #[must_use]
    pub fn from_saved(saved: &SavedLayout) -> Self {
        let known = saved.order.iter().filter_map(|saved| {
            let column = Column::from_key(&saved.column)?;
            Some(ColumnSetting {
                column,
                width: saved.width.clamp(MIN_WIDTH, MAX_WIDTH),
                shown: saved.shown,
                pinned: saved.pinned,
            })
        });
        let layout = Self { is_fitted: !saved.sized, is_chosen: saved.chosen, ..Self::from_settings(known) };
        if layout.shown().next().is_some() { layout } else { Self::default() }
    }

    fn from_settings(settings: impl IntoIterator<Item = ColumnSetting>) -> Self {
        let mut layout = Vec::with_capacity(Column::ALL.len());
        let missing = Column::ALL.iter().map(|column| setting(*column, false));
        for setting in settings.into_iter().chain(missing) {
            if layout.iter().all(|other: &ColumnSetting| other.column != setting.column) {
                layout.push(setting);
            }
        }
        let mut layout = Self { settings: layout, is_fitted: true, is_chosen: false };
        layout.settle();
        layout
    }

    #[must_use]
    pub fn to_saved(&self) -> SavedLayout {
        let saved = |setting: &ColumnSetting| SavedColumn {
            column: setting.column.key().to_owned(),
            width: setting.width,
            shown: setting.shown,
            pinned: setting.pinned,
        };
        SavedLayout { order: self.settings.iter().map(saved).collect(), sized: !self.is_fitted, chosen: self.is_chosen }
    }

    /// Every column, in order.
    #[must_use]
    pub fn all(&self) -> &[ColumnSetting] {
        &self.settings
    }

    #[must_use]
    pub fn is_fitted(&self) -> bool {
        self.is_fitted
    }

    #[must_use]
    pub fn is_chosen(&self) -> bool {
        self.is_chosen
    }

    /// Takes the columns that are shown for a person's own choice: none of them gives way any more.
    pub fn choose(&mut self) {
        self.is_chosen = true;
    }

    /// The columns that are shown, in order.
    pub fn shown(&self) -> impl Iterator<Item = &ColumnSetting> {
        self.settings.iter().filter(|setting| setting.shown)
    }

    /// Shows or hides a column; the last one shown stays.
    pub fn show(&mut self, column: Column, shown: bool) {
        if !shown && self.shown().count() == 1 {
            return;
        }
        self.choose();
        self.change(column, |setting| {
            setting.shown = shown;
            setting.pinned &= shown;
        });
    }

    /// Shows these columns, in this order, and hides the others.
    pub fn show_only(&mut self, columns: &[Column]) {
        for setting in &mut self.settings {
            setting.shown = columns.contains(&setting.column);
        }
        for (place, column) in columns.iter().enumerate() {
            if let Some(from) = self.place(*column) {
                let setting = self.settings.remove(from);
                self.settings.insert(place, setting);
            }
        }
    }

    /// Shows the columns of a fresh page, which may give way where there is no room.
    pub fn show_default(&mut self) {
        self.show_only(&Column::DEFAULT);
        self.is_chosen = false;
    }

    /// Pins a column behind those that are pinned already, as many as may be, or lets it go.
    pub fn pin(&mut self, column: Column) {
        self.change(column, |setting| {
            setting.pinned = !setting.pinned;
            setting.shown = true;
        });
        self.settle();
    }

    /// Pins the first so many columns that are shown, and no others.
    pub fn pin_first(&mut self, count: usize) {
        let mut left = count;
        for setting in &mut self.settings {
            setting.pinned = setting.shown && left > 0;
            left -= usize::from(setting.pinned);
        }
        self.settle();
    }

    #[must_use]
    pub fn is_pinned(&self, column: Column) -> bool {
        self.shown().any(|setting| setting.column == column && setting.pinned)
    }

    /// How many columns are pinned.
    #[must_use]
    pub fn pinned(&self) -> usize {
        self.shown().filter(|setting| setting.pinned).count()
    }

    /// Puts pinned columns before the others, as many as may be.
    fn settle(&mut self) {
        // A sorting routine would weigh more than all of this.
        let (pinned, others): (Vec<_>, Vec<_>) = self.settings.drain(..).partition(|setting| setting.pinned);
        self.settings = pinned;
        self.settings.extend(others);
        for setting in self.settings.iter_mut().skip(MAX_PINNED) {
            setting.pinned = false;
        }
    }

    /// Sets a width in CSS pixels, within the bounds. The other columns keep the width they have from then on.
    pub fn resize(&mut self, column: Column, width: u32) {
        self.is_fitted = false;
        self.change(column, |setting| setting.width = width.clamp(MIN_WIDTH, MAX_WIDTH));
    }

    /// Moves a column to where another stands, which makes room.
    pub fn move_to(&mut self, column: Column, place_of: Column) {
        if let (Some(from), Some(to)) = (self.place(column), self.place(place_of)) {
            let setting = self.settings.remove(from);
            self.settings.insert(to, setting);
            self.settle();
        }
    }

    /// Moves a column past its neighbour among those shown, to the left or to the right.
    pub fn move_past_neighbour(&mut self, column: Column, to_right: bool) {
        let shown = self.shown().map(|setting| setting.column).collect::<Vec<_>>();
        let Some(index) = shown.iter().position(|other| *other == column) else { return };
        let neighbour =
            if to_right { shown.get(index + 1) } else { index.checked_sub(1).and_then(|left| shown.get(left)) };
        if let Some(neighbour) = neighbour {
            self.move_to(column, *neighbour);
        }
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.settings.iter().position(|setting| setting.column == column)
    }

    fn change(&mut self, column: Column, change: impl FnOnce(&mut ColumnSetting)) {
        if let Some(setting) = self.settings.iter_mut().find(|setting| setting.column == column) {
            change(setting);
        }
    }
}

/// The default columns fit beside the details in a window of 1440 pixels.
fn setting(column: Column, shown: bool) -> ColumnSetting {
    let width = match column {
        Column::Identity => 248,
        Column::Date => 160,
        Column::Status => 100,
        Column::Action | Column::Duration | Column::ObjectType | Column::InitiatorType => 124,
        Column::SourceSystem | Column::TargetSystem => 152,
        Column::Application | Column::SkipReason => 192,
        Column::ErrorCode | Column::ErrorCategory | Column::InitiatedBy => 180,
        Column::UserPrincipalName => 240,
        Column::SourceId | Column::TargetId | Column::JobId | Column::CycleId | Column::ChangeId | Column::Id => 200,
    };
    ColumnSetting { column, width, shown, pinned: false }
}
