mod jobs;
mod log;
mod pages;
mod troubles;
mod turns;
