using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Tests.E2E.Tools;

/// <summary>The API's own types out of what kubectl prints.</summary>
internal static class Json
{
    public static T As<T>(this JsonNode? node)
        where T : new() => node is null ? new() : node.Deserialize<T>(JsonSerializerOptions.Web)!;
}
