using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.ConnectorPod.Devtools;

/// <summary>Source-generated JSON of the calls.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(string))]
internal sealed partial class DevtoolsJson : JsonSerializerContext;
