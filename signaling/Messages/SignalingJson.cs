using System.Text.Json.Serialization;
using Onair.Signaling.Replicas;
using Onair.Signaling.Rest;

namespace Onair.Signaling.Messages;

/// <summary>Source-generated JSON of the messages and of the REST API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 8)]
[JsonSerializable(typeof(ClientMessage))]
[JsonSerializable(typeof(BeaconRequest))]
[JsonSerializable(typeof(ServerMessage))]
[JsonSerializable(typeof(WelcomeMessage))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(PresenceAnswer))]
[JsonSerializable(typeof(BroadcastsAnswer))]
[JsonSerializable(typeof(AccountingAnswer))]
[JsonSerializable(typeof(SiteAnswer))]
[JsonSerializable(typeof(SiteEventsAnswer))]
internal sealed partial class SignalingJson : JsonSerializerContext;
