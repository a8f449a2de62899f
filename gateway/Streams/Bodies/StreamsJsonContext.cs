using System.Text.Json.Serialization;

namespace Onair.Gateway.Streams.Bodies;

/// <summary>Source-generated JSON of the routes of streams.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StreamBody))]
[JsonSerializable(typeof(IReadOnlyList<StreamBody>))]
[JsonSerializable(typeof(IvsStreamBody))]
[JsonSerializable(typeof(CreateBody))]
[JsonSerializable(typeof(UpdateBody))]
[JsonSerializable(typeof(StartBody))]
[JsonSerializable(typeof(SplitBody))]
[JsonSerializable(typeof(ChimeBody))]
[JsonSerializable(typeof(IvsBody))]
[JsonSerializable(typeof(SplitResultBody))]
internal sealed partial class StreamsJsonContext : JsonSerializerContext;
