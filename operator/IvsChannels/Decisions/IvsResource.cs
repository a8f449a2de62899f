namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>The AWS resources of a channel, in the order in which they are created.</summary>
internal enum IvsResource
{
    /// <summary>Where streams are recorded; only when it is declared. It cannot be edited, so an edit makes another one.</summary>
    RecordingConfiguration,

    Channel,

    /// <summary>CreateChannel makes one, and a channel can have only one.</summary>
    StreamKey,
}
