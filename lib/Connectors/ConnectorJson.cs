using System.Text.Json.Serialization;

namespace Onair.Connectors;

/// <summary>Source-generated JSON of plans and reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConnectorPlan))]
[JsonSerializable(typeof(ConnectorReport))]
public sealed partial class ConnectorJson : JsonSerializerContext;
