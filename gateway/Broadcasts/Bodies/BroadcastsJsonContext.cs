using System.Text.Json.Serialization;

namespace Onair.Gateway.Broadcasts.Bodies;

/// <summary>Source-generated JSON of the routes of S3 broadcasts.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BroadcastStartedBody))]
[JsonSerializable(typeof(BroadcastStoppedBody))]
internal sealed partial class BroadcastsJsonContext : JsonSerializerContext;
