using System.Text.Json.Serialization;

namespace Onair.Webhook.Admission;

/// <summary>Source-generated JSON of admission reviews.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdmissionReview))]
[JsonSerializable(typeof(IReadOnlyList<PatchOperation>))]
internal sealed partial class AdmissionJsonContext : JsonSerializerContext;
