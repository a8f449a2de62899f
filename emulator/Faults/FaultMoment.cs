using System.Text.Json.Serialization;

namespace Onair.Emulator.Faults;

/// <summary>Where in an operation a fault strikes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultMoment>))]
internal enum FaultMoment
{
    /// <summary>The operation has no effect and fails.</summary>
    Before,

    /// <summary>The operation has its effect and fails nevertheless.</summary>
    After,

    /// <summary>The operation has its effect, and no response is ever sent.</summary>
    TimeoutAfter,

    /// <summary>The operation has its effect; half of the response's body is sent, and nothing after that. Also for s3's GetObject and ListObjectsV2.</summary>
    HalfBody,

    /// <summary>A read does not see a resource that exists: a list leaves it out, any other read does not find it.</summary>
    Unseen,

    /// <summary>A read repeats what the same read answered first since the rule was set.</summary>
    Stale,

    /// <summary>The operation is accepted, and what it began fails: CREATE_FAILED, UPDATE_FAILED, or back to IDLE.</summary>
    Outcome,
}
