using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Onair.Api.MediaProviders.Video;
using YamlDotNet.RepresentationModel;

namespace Onair.VideoActions.Mux;

/// <summary>The action map for Mux, written like any other: <c>mux.yaml</c>.</summary>
internal static partial class BuiltInMap
{
    private static readonly Lazy<VideoSpec> Read = new(() =>
    {
        using var stream = typeof(BuiltInMap).Assembly.GetManifestResourceStream("mux.yaml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return System.Text.Json.JsonSerializer.Deserialize(Json(yaml.Documents[0].RootNode), MapJsonContext.Default.VideoSpec)!;
    });

    /// <summary>Actions and variables of Mux.</summary>
    public static VideoSpec Mux => Read.Value;

    // All values of a map are texts.
    private static JsonNode Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, (JsonNode?)Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        _ => JsonValue.Create(((YamlScalarNode)node).Value!),
    };

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(VideoSpec))]
    private sealed partial class MapJsonContext : JsonSerializerContext;
}
