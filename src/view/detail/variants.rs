//! Draws one thing in several forms, and the switches that choose the form.

use std::rc::Rc;

use web_sys::Element;

use super::block::put_blocks;
use super::sheet::{Sheet, put_new};
use super::table::put_switch;
use crate::dossier::Variants;

/// Draws the switches and the form that they choose.
pub fn put_variants(sheet: &Sheet, parent: &Element, variants: &Variants) {
    let switches: Vec<_> = variants.switches.iter().map(|label| put_switch(parent, label)).collect();
    let switches = Rc::new(switches);
    let shown = put_new(parent, "div", "");
    let forms = Rc::new(variants.forms.clone());
    let show = {
        let (of_form, switches) = (sheet.clone(), Rc::clone(&switches));
        move || {
            let is_on = |(place, switch): (usize, &web_sys::HtmlInputElement)| usize::from(switch.checked()) << place;
            let chosen: usize = switches.iter().enumerate().map(is_on).sum();
            shown.set_text_content(None);
            put_blocks(&of_form, &shown, forms.get(chosen).map_or(&[], Vec::as_slice));
        }
    };
    show();
    for switch in switches.iter() {
        sheet.listen(switch, "change", show.clone());
    }
}
