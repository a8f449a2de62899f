namespace Onair.Api.IvsChannels;

/// <summary>The condition types of an IvsChannel besides those that all resources share.</summary>
public static class IvsChannelConditions
{
    /// <summary>An encoder pushes, and viewers can play.</summary>
    public const string Live = "Live";

    /// <summary>Edits wait for the end of the stream: IVS does not update a live channel. The message lists the fields.</summary>
    public const string ChangesPending = "ChangesPending";
}
