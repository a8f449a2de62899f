using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Emulator.Meetings;

/// <summary>Source-generated JSON of the signaling.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class MeetingJson : JsonSerializerContext;
