using System.Text.Json.Serialization;
using Onair.Api.Rules;

namespace Onair.Webhook.Admission;

/// <summary>Source-generated JSON of admission reviews.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    // V1Status has one that is not the API's.
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(AdmissionReview))]
[JsonSerializable(typeof(IReadOnlyList<PatchOperation>))]
internal sealed partial class AdmissionJsonContext : JsonSerializerContext;
