// Hands the answer of a sign-in to the page that waits for it: in the window that has opened this one, or, where the
// sign-in has led away from the page, in this window.

msalRedirectBridge.broadcastResponseToMainFrame().catch(({ message }) => {
  // A sign-out has no answer, and there is nothing left to do here.
  if (window.opener) window.close();
  else document.body.textContent = `This address is where a sign-in comes back to, and none was under way: ${message}`;
});
