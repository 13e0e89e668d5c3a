// What is done to the files that Trunk has built, one after the other, before they become dist/.

import "./split.mjs";
import "./minify.mjs";
import "./msal.mjs";
import "./short_names.mjs";
import "./styles.mjs";
