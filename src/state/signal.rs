//! Signals of every type on top of signals of one type.
//!
//! Leptos makes each of its signals anew for every type that is held, some kilobytes each. These hold their value
//! behind one type, and only its way out is made for each. They are used like those of Leptos, whose names they bear.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{self as reactive, Get as _, GetUntracked as _, GetValue as _, Set as _};

/// A value of any type, which only its own handles see.
type Value = Arc<dyn Any + Send + Sync>;
type Derived = Arc<dyn Fn() -> Value + Send + Sync>;

/// Something that is read, and wakes its readers when it changes; copies are handles to the same.
pub struct Signal<T> {
    source: Source,
    of: PhantomData<fn() -> T>,
}

/// Something that is read and written; copies are handles to the same.
pub struct RwSignal<T> {
    cell: reactive::RwSignal<Value>,
    of: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy)]
enum Source {
    Cell(reactive::RwSignal<Value>),
    Memo(reactive::Memo<Value>),
    Derived(reactive::StoredValue<Derived>),
}

impl Source {
    fn get(self) -> Value {
        match self {
            Self::Cell(cell) => cell.get(),
            Self::Memo(memo) => memo.get(),
            Self::Derived(derive) => derive.get_value()(),
        }
    }

    /// `None` where the owner is gone.
    fn try_get_untracked(self) -> Option<Value> {
        match self {
            Self::Cell(cell) => cell.try_get_untracked(),
            Self::Memo(memo) => memo.try_get_untracked(),
            Self::Derived(derive) => derive.try_get_value().map(|derive| reactive::untrack(move || derive())),
        }
    }

    fn get_untracked(self) -> Value {
        match self {
            Self::Cell(cell) => cell.get_untracked(),
            Self::Memo(memo) => memo.get_untracked(),
            Self::Derived(derive) => {
                let derive = derive.get_value();
                reactive::untrack(move || derive())
            }
        }
    }
}

fn memo_of(compute: Derived, is_same: fn(&Value, &Value) -> bool) -> Source {
    Source::Memo(reactive::Memo::new_owning(move |before: Option<Value>| {
        let now = compute();
        let is_other = before.is_none_or(|before| !is_same(&before, &now));
        (now, is_other)
    }))
}

fn is_same<T: PartialEq + 'static>(one: &Value, other: &Value) -> bool {
    one.downcast_ref::<T>() == other.downcast_ref::<T>()
}

fn typed<T: 'static>(value: &Value) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        None => unreachable!("a handle is of the type of its value"),
    }
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

/// What both kinds are read by.
macro_rules! readers {
    () => {
        pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
            read(typed(&self.source().get()))
        }

        pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
            read(typed(&self.source().get_untracked()))
        }

        #[must_use]
        pub fn get(self) -> T
        where
            T: Clone,
        {
            self.with(T::clone)
        }

        #[must_use]
        pub fn get_untracked(self) -> T
        where
            T: Clone,
        {
            self.with_untracked(T::clone)
        }
    };
}

impl<T: Send + Sync + 'static> Signal<T> {
    readers!();

    const fn source(self) -> Source {
        self.source
    }

    fn of(source: Source) -> Self {
        Self { source, of: PhantomData }
    }

    /// What is computed again by each who reads it.
    pub fn derive(value: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let derive: Derived = Arc::new(move || Arc::new(value()));
        Self::of(Source::Derived(reactive::StoredValue::new(derive)))
    }

    /// What is computed once for all who read it, and wakes them only when it is another one.
    pub fn memo(value: impl Fn() -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self::of(memo_of(Arc::new(move || Arc::new(value())), is_same::<T>))
    }

    /// `None` where the owner is gone.
    pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.source.try_get_untracked().map(|value| read(typed(&value)))
    }

    /// Wakes the reader when this changes.
    pub fn track(self) {
        self.source.get();
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    readers!();

    const fn source(self) -> Source {
        Source::Cell(self.cell)
    }

    pub fn new(value: T) -> Self {
        let value: Value = Arc::new(value);
        Self { cell: reactive::RwSignal::new(value), of: PhantomData }
    }

    /// Nothing happens where the owner is gone.
    pub fn set(self, value: T) {
        self.put(Arc::new(value));
    }

    fn put(self, value: Value) {
        let _ = self.cell.try_set(value);
    }

    pub fn update(self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        self.try_update(change);
    }

    /// Changes the value, and hands out what the change says; `None` where the owner is gone.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R>
    where
        T: Clone,
    {
        let mut value = Signal::from(self).try_with_untracked(T::clone)?;
        let said = change(&mut value);
        self.set(value);
        Some(said)
    }
}

impl<T: Default + Send + Sync + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Send + Sync + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::of(signal.source())
    }
}

impl<T: Send + Sync + 'static, F: Fn() -> T + Send + Sync + 'static> From<F> for Signal<T> {
    fn from(value: F) -> Self {
        Self::derive(value)
    }
}

/// Runs now, and again whenever what it reads changes.
pub fn effect(run: impl FnMut() + 'static) {
    effect_of(Box::new(run));
}

fn effect_of(run: Box<dyn FnMut()>) {
    reactive::Effect::new(run);
}
