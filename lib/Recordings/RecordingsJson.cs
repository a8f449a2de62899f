using System.Text.Json.Serialization;
using Onair.Recordings.Cutting;
using Onair.Recordings.Index;

namespace Onair.Recordings;

/// <summary>Source-generated JSON of the documents stored next to a recording or passed to the splitter.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SegmentIndex))]
[JsonSerializable(typeof(CutPlan))]
[JsonSerializable(typeof(CutResult))]
public sealed partial class RecordingsJson : JsonSerializerContext;
