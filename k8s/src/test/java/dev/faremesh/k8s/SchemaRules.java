package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Each object is one of Kubernetes 1.34, or of the Gateway API: no field is unknown or missing. */
final class SchemaRules {
  private static final String MODELS = "io.kubernetes.client.openapi.models.";

  /** Models keep fields that they do not know; this reader refuses them. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(new KnownFieldsAlone())
          .build();

  private SchemaRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule.Agreement(
            "schema",
            "what the API server would drop or refuse",
            manifests -> manifests.objects().stream().flatMap(SchemaRules::wrong)));
  }

  private static Stream<String> wrong(ObjectNode object) {
    try {
      validate(object);
      return Stream.empty();
    } catch (IllegalArgumentException e) {
      return Stream.of(Manifests.id(object) + ": " + e.getMessage());
    }
  }

  private static void validate(ObjectNode object) {
    var version = object.path("apiVersion").asText();
    if (Manifests.kind(object).equals("GRPCRoute")) {
      if (!version.equals("gateway.networking.k8s.io/v1")) {
        throw new IllegalArgumentException("apiVersion: " + version);
      }
      var _ = STRICT.convertValue(object, GRPCRoute.class);
      return;
    }
    validate(object, version.substring(version.indexOf('/') + 1));
  }

  private static void validate(ObjectNode object, String version) {
    try {
      Class.forName(MODELS + version.toUpperCase(Locale.ROOT) + Manifests.kind(object))
          .getMethod("validateJsonElement", JsonElement.class)
          .invoke(null, JsonParser.parseString(object.toString()));
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no such kind: " + version, e);
    }
  }

  private static final class KnownFieldsAlone extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
