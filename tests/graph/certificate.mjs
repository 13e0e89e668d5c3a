// A certificate for this machine, made on the spot and known to nobody.

import selfsigned from "selfsigned";

let made;
/** What Node's HTTPS server takes. */
export async function certificate() {
  made ??= selfsigned.generate([{ name: "commonName", value: "localhost" }], {
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  const { cert, private: key } = await made;
  return { cert, key };
}
