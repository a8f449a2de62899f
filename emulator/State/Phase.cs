using System.Text.Json.Serialization;

namespace Onair.Emulator.State;

/// <summary>Where a resource is in its life, apart from what others do with it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Phase>))]
internal enum Phase
{
    Creating,
    Ready,
    Updating,
    Deleting,

    /// <summary>Gone, but still described for a while.</summary>
    Deleted,
}
