using System.Text.Json.Serialization;
using Onair.Recordings.Cutting;
using Onair.Recordings.Index;

namespace Onair.Recordings;

/// <summary>Source-generated JSON of what is stored beside a recording and handed to the splitter.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SegmentIndex))]
[JsonSerializable(typeof(CutPlan))]
[JsonSerializable(typeof(CutResult))]
public sealed partial class RecordingsJson : JsonSerializerContext;
