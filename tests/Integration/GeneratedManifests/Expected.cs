using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Tests.Manifests;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>What the types say of a manifest.</summary>
internal static partial class Expected
{
    /// <summary>The spec with all that the types fill in.</summary>
    public static JsonNode Spec(Crd crd, JsonObject manifest)
    {
        var reading = new Reading(manifest);
        OnairResources.Kind(crd.Kind).Accept(reading);
        return reading.Read!["spec"]!;
    }

    /// <summary>Where two specs differ; the server keeps the spelling of times, the types do not.</summary>
    public static IEnumerable<string> Differences(JsonNode? types, JsonNode? server, string path) => (types, server) switch
    {
        (JsonObject a, JsonObject b) => a.Select(p => p.Key).Union(b.Select(p => p.Key)).SelectMany(key => Differences(a[key], b[key], $"{path}.{key}")),
        (JsonArray a, JsonArray b) when a.Count == b.Count => Enumerable.Range(0, a.Count).SelectMany(i => Differences(a[i], b[i], $"{path}[{i}]")),
        (JsonValue a, JsonValue b) when Text(a) == Text(b) => [],
        _ => [$"{path}: {types?.ToJsonString()} by the types, {server?.ToJsonString()} by the server"],
    };

    /// <summary>A path as servers write it that do not tell which item of a list it is.</summary>
    public static string WithoutIndex(string path) => Index().Replace(path, "");

    /// <summary>A path with the entries of maps as servers write them: <c>spec.metadata.key1</c>.</summary>
    public static string WithEntries(string path) => Entry().Replace(path, ".$1");

    private static string Text(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        JsonValueKind.String when Time().IsMatch((string)value!) =>
            DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture).ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\[([^\]0-9][^\]]*)\]")]
    private static partial Regex Entry();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T")]
    private static partial Regex Time();

    private sealed class Reading(JsonObject manifest) : IKindVisitor
    {
        public JsonNode? Read { get; private set; }

        public void Visit<T>(KindDefinition<T> kind)
            where T : class, IKubernetesObject<V1ObjectMeta> => Read = JsonSerializer.SerializeToNode(manifest.Deserialize(kind.Type.TypeInfo)!, kind.Type.TypeInfo);
    }
}
