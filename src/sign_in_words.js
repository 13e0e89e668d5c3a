// What is in the way of signing in, in words: those of MSAL are codes, and those of a provider follow ours.

const UNREACHABLE = "What one signs in at cannot be reached: check the network. If that is not it, whoever hosts the page may have to mend the tenant or the cloud in its configuration.";
const BLOCKED = "The browser has kept back the window to sign in. Allow this page to open windows, or sign in without a popup.";
const WORDS = {
  popup_window_error: BLOCKED,
  empty_window_error: BLOCKED,
  timed_out: "Nobody has signed in in time. Press Sign in again.",
  user_cancelled: "The sign-in was ended before it was done.",
  endpoints_resolution_error: UNREACHABLE,
  openid_config_error: UNREACHABLE,
  network_error: UNREACHABLE,
  no_network_connectivity: UNREACHABLE,
  get_request_failed: UNREACHABLE,
  post_request_failed: UNREACHABLE,
  redirect_in_iframe: "Inside another page one can only sign in in a popup.",
  access_denied: "The sign-in was ended, or is not allowed.",
};

/** An error whose message a person can be told; nothing where another sign-in has taken the place of the one that failed. */
export function inWords({ errorCode, errorMessage, message }) {
  if (errorCode === "interaction_in_progress_cancelled") return undefined;
  // An error of ours is in words already.
  if (!errorCode) return new Error(message);
  // MSAL's own messages lead to its documentation; what a provider has said helps whoever hosts the page.
  const said = !errorMessage || errorMessage.includes("aka.ms/msal") ? `(${errorCode})` : `It says: ${errorMessage}`;
  return new Error(`${WORDS[errorCode] ?? "The sign-in has failed."} ${said}`);
}
