using Onair.Operator.ExternalResources;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>What one look at AWS found of one resource. Holds no secret: push URLs come without the stream key.</summary>
/// <param name="Id">The resource's id; null when it does not exist.</param>
/// <param name="State">Its state, folded to what decisions need.</param>
internal sealed record ObservedResource(string? Id, Lifecycle State) : SeenResource(Id)
{
    /// <summary>It does not exist (NotFound, or described as DELETED).</summary>
    public static ObservedResource Absent { get; } = new(null, Lifecycle.Deleted);

    /// <summary>It was seen in a list, whose summary does not say whether it is as declared. What changes it looks again.</summary>
    public bool IsSummary { get; init; }

    /// <summary>
    /// Settings that an earlier version of Onair chose otherwise. They are updated at the next idle and are no reason to stop: nobody edited
    /// anything, in the spec or in AWS.
    /// </summary>
    public IReadOnlyList<string> Outdated { get; init; } = [];

    /// <summary>Push URLs without key (input) or the playlist's URL (package endpoint).</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>The session folder that the channel records to now.</summary>
    public string? ArchivePath { get; init; }
}

/// <summary>The states of MediaLive's and MediaPackage's resources, folded to what decisions need.</summary>
internal enum Lifecycle
{
    /// <summary>CREATING or UPDATING: nothing can be done to it now. A behaviour that is being deployed can be changed.</summary>
    Changing,

    /// <summary>IDLE or DETACHED, and a behaviour that CloudFront has deployed; MediaPackage's resources are always so.</summary>
    Idle,

    /// <summary>ATTACHED or IN_USE.</summary>
    Attached,

    Starting,

    /// <summary>RUNNING or RECOVERING.</summary>
    Running,

    Stopping,
    Deleting,
    Deleted,

    /// <summary>CREATE_FAILED: it can only be deleted.</summary>
    CreateFailed,

    /// <summary>UPDATE_FAILED: idle, with the former settings.</summary>
    UpdateFailed,
}
