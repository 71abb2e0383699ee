/**
 * Seals bytes, so that whoever holds the keys can tell later that they are its own, unchanged.
 *
 * <p>A sealed text is {@code base64url(payload) "." base64url(tag)}, without padding. The tag is an
 * HMAC-SHA256 of the payload, behind five bytes of Tink that name the key. There is one algorithm,
 * and the text does not choose it: a header that says {@code none} has nowhere to stand.
 *
 * <p>Why a code under a shared key, and neither a signature nor a JWT. A quote is sealed each time
 * that somebody looks at a fare and opened only when a ride is asked for, both by servers of one
 * owner. A code takes about a microsecond where an Ed25519 signature takes tens, and there is no
 * third party who would have to verify without being able to seal. A JWT would carry the same code
 * around JSON, and let its header name the algorithm. One signature over a batch of quotes would
 * need a proof of inclusion in every token and a batch to wait for.
 *
 * <p>What it promises: a payload that opens was sealed by a holder of the key, and not one bit of
 * text or payload has changed since. What it does not:
 *
 * <ul>
 *   <li>It hides nothing: everybody can read the payload.
 *   <li>It proves nothing to outsiders: whoever holds the key can seal, those who only verify too.
 *   <li>It does not say for whom, until when, or how often: that stands in the payload, or with
 *       whoever takes it. Use a key file for one purpose.
 *   <li>A key that leaks seals anything, until it is retired.
 * </ul>
 *
 * <p>Keys change without a pause: a new key is added, which opens; once every process has it, it is
 * made the primary one, which seals; when nothing that the old one sealed is in use any more, the
 * old one is taken away.
 */
@NullMarked
package dev.faremesh.mesh.seal;

import org.jspecify.annotations.NullMarked;
