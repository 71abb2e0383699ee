package dev.faremesh.mesh.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.seal.Opened.Authentic;
import dev.faremesh.mesh.seal.Opened.Malformed;
import dev.faremesh.mesh.seal.Opened.UnknownKey;
import dev.faremesh.mesh.seal.Opened.WrongTag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealKeysTest {
  private static final byte[] PAYLOAD =
      "seven drivers, eleven riders".getBytes(StandardCharsets.UTF_8);

  private final SealKeys keys = SealKeys.ephemeral();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 1000, 1001, 6000})
  void whatWasSealedOpensAsItWas(int length) {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);

    assertThat(payloadOf(keys.open(seal(keys, payload)))).isEqualTo(payload);
  }

  @Test
  void sealedTextIsPayloadAndTagInUrlSafeLetters() {
    var text = seal(keys, PAYLOAD);

    assertThat(text).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    assertThat(Base64.getUrlDecoder().decode(text.substring(0, text.indexOf('.'))))
        .isEqualTo(PAYLOAD);
  }

  @Test
  void everyChangeOfOneCharacterIsRefused() {
    var text = seal(keys, PAYLOAD);
    var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \u00e9";
    for (int at = 0; at < text.length(); at++) {
      for (int i = 0; i < letters.length(); i++) {
        char letter = letters.charAt(i);
        var changed = text.substring(0, at) + letter + text.substring(at + 1);
        if (text.charAt(at) != letter) {
          assertThat(keys.open(changed)).as(changed).isInstanceOf(Opened.Refused.class);
        }
      }
    }
  }

  @Test
  void everyTruncationAndEveryAdditionIsRefused() {
    var text = seal(keys, PAYLOAD);
    for (int length = 0; length < text.length(); length++) {
      assertThat(keys.open(text.substring(0, length))).isInstanceOf(Opened.Refused.class);
    }
    for (String more : new String[] {"A", "=", "==", ".", "\n", "AAAA"}) {
      assertThat(keys.open(text + more)).as(more).isInstanceOf(Opened.Refused.class);
      assertThat(keys.open(more + text)).as(more).isInstanceOf(Opened.Refused.class);
    }
  }

  @Test
  @DisplayName("bits that base64 leaves over at the end have to be 0: bytes have one text")
  void strayBitsAreMalformed() {
    var text = seal(keys, new byte[] {7}); // "Bw": two bits of the second letter are left over

    assertThat(text).startsWith("Bw.");
    assertThat(keys.open("Bx" + text.substring(2))).isEqualTo(new Malformed());
  }

  @Test
  void changedPayloadHasTheWrongTag() {
    var text = seal(keys, PAYLOAD);
    var other = seal(keys, "seven drivers, twelve riders".getBytes(StandardCharsets.UTF_8));

    assertThat(keys.open(head(other) + tail(text))).isEqualTo(new WrongTag());
  }

  @Test
  void textOfOtherKeysNamesAKeyThatIsUnknown() {
    var text = seal(SealKeys.ephemeral(), PAYLOAD);
    byte[] tag = Base64.getUrlDecoder().decode(tail(text).substring(1));

    assertThat(keys.open(text))
        .isEqualTo(new UnknownKey(Integer.toUnsignedLong(ByteBuffer.wrap(tag).getInt(1))));
  }

  @Test
  void algorithmNoneIsNoAlgorithm() {
    var none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
    var claims = base64("{\"sub\":\"ana\"}");

    assertThat(keys.open(none + "." + claims + ".")).isEqualTo(new Malformed());
    assertThat(keys.open(none + "." + claims)).isInstanceOf(Opened.Refused.class);
    assertThat(keys.open(head(seal(keys, PAYLOAD)) + ".")).isEqualTo(new Malformed());
  }

  @Test
  void garbageIsMalformed() {
    assertThat(keys.open("")).isEqualTo(new Malformed());
    assertThat(keys.open(".")).isEqualTo(new Malformed());
    assertThat(keys.open("x".repeat(8192))).isEqualTo(new Malformed());
    assertThat(keys.open("\u0000\ud800.\uffff")).isEqualTo(new Malformed());
  }

  @Test
  void keysPrintTheirIdsAlone() {
    assertThat(keys.toString()).matches("keys \\[\\d+] of which \\d+ seals");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "secret",
        "{\"primaryKeyId\":7,\"key\":[]}",
        "{\"primaryKeyId\":7,\"key\":[{\"keyData\":{\"value\":\"secret\"},\"keyId\":7}]}"
      })
  void contentWithoutKeysIsRefusedAndNotRepeated(String content) {
    assertThatThrownBy(() -> SealKeys.parse(content.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no keys (expected: a Tink keyset in JSON, as `fare keys new` writes it)")
        .hasStackTraceContaining("no keys")
        .satisfies(e -> assertThat(e.getCause()).hasNoCause());
  }

  private static String seal(SealKeys keys, byte[] payload) {
    return keys.seal(payload);
  }

  private static byte[] payloadOf(Opened opened) {
    assertThat(opened).isInstanceOf(Authentic.class);
    return ((Authentic) opened).payload();
  }

  private static String head(String text) {
    return text.substring(0, text.indexOf('.'));
  }

  private static String tail(String text) {
    return text.substring(text.indexOf('.'));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
