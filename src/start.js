// Starts the page: checks that the browser can run it, loads it, and takes the placeholder away. What goes wrong
// before the page can speak for itself is said in one sentence where the placeholder stood.

// The smallest module with an instruction of WebAssembly SIMD in it.
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

// Loads a script that is needed only sometimes, and calls what it exports. The page calls it.
globalThis.beside = async (script, name, argument) => {
  const module = await import(new URL(script, document.baseURI)).catch(({ message }) => {
    throw new Error(navigator.onLine ? `try again when the page's host can be reached (${message})` : "this computer is offline");
  });
  return module[name](argument);
};

// Whether somebody works with keys or with a pointer: with keys the focus is marked wherever it is.
const root = document.documentElement;
const MODIFIERS = ["Shift", "Control", "Alt", "Meta"];
addEventListener("keydown", ({ key }) => MODIFIERS.includes(key) || root.toggleAttribute("data-keys", true), true);
addEventListener("pointerdown", () => root.toggleAttribute("data-keys", false), true);

const placeholder = document.getElementById("start");

function say(sentence) {
  const alert = document.createElement("p");
  alert.setAttribute("role", "alert");
  alert.textContent = sentence;
  placeholder.replaceChildren(alert);
}

/** Ends a sign-in that has led away from the page and back, and says whether there was one. */
async function endSignIn() {
  try {
    if (sessionStorage.getItem("provlens.sign-in") === null) return false;
  } catch {
    // A browser that keeps nothing has kept no sign-in either.
    return false;
  }
  await globalThis.beside("sign_in.js", "returned");
  return true;
}

async function start() {
  const hasSignedIn = await endSignIn();
  // Trunk writes the names of the built files here.
  const { script, wasm } = document.querySelector('meta[name="page"]').dataset;
  const page = await import(new URL(script, document.baseURI));
  await page.default({ module_or_path: new URL(wasm, document.baseURI) });
  placeholder.remove();
  // A page around this one may hand over a token, where the configuration lets it.
  const isEmbedded = window.parent !== window && new URLSearchParams(location.search).has("embed");
  if (isEmbedded) await globalThis.beside("connect_host.js", "listen");
  // Where the sign-in began.
  if (hasSignedIn) document.querySelector("[data-connect]")?.click();
}

if (typeof WebAssembly === "object" && WebAssembly.validate(SIMD)) {
  start().catch((error) => {
    say(`provlens could not be started. Reload the page; if that does not help, a file is missing on its host: ${error.message}`);
    throw error;
  });
} else {
  say("This browser cannot run provlens, because it lacks WebAssembly SIMD: use Chrome or Edge 91, Firefox 89, Safari 16.4, or newer.");
}
