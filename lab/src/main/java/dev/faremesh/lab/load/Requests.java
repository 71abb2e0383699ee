package dev.faremesh.lab.load;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.List;

/** The requests of a load, one for each key. */
final class Requests {
  private final List<DynamicMessage> byKey = new ArrayList<>();

  /**
   * Makes them.
   *
   * @param template in which {@code {key}} stands for the number of the key
   * @throws IllegalArgumentException when it is no request of the method
   */
  Requests(Method method, Struct template, int keys) {
    try {
      var text = JsonFormat.printer().print(template);
      for (int key = 0; key < keys; key++) {
        var request = DynamicMessage.newBuilder(method.request());
        JsonFormat.parser().merge(text.replace("{key}", "" + key), request);
        byKey.add(request.build());
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "request: %s (expected: the JSON of %s)"
              .formatted(e.getMessage(), method.request().getFullName()),
          e);
    }
  }

  DynamicMessage of(int key) {
    return byKey.get(key);
  }

  int keys() {
    return byKey.size();
  }
}
