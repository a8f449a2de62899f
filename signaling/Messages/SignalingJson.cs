using System.Text.Json.Serialization;

namespace Onair.Signaling.Messages;

/// <summary>Source-generated JSON of the messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 8)]
[JsonSerializable(typeof(ClientMessage))]
[JsonSerializable(typeof(BeaconRequest))]
[JsonSerializable(typeof(ServerMessage))]
[JsonSerializable(typeof(WelcomeMessage))]
internal sealed partial class SignalingJson : JsonSerializerContext;
