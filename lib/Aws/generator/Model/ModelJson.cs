using System.Text.Json.Serialization;

namespace Onair.Aws.Generator.Model;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PaginationFile))]
[JsonSerializable(typeof(Dictionary<string, ServiceSelection>))]
internal sealed partial class ModelJson : JsonSerializerContext;
