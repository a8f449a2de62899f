namespace Onair.Signaling.Messages;

/// <summary>A message of a page, see docs/signaling-protocol.md. Each type uses some of the fields.</summary>
internal sealed record ClientMessage
{
    public string? Type { get; init; }

    public string? Request { get; init; }

    public string? Token { get; init; }

    public string? User { get; init; }

    public string? Name { get; init; }

    public string[]? Follow { get; init; }

    public ResumeKey? Resume { get; init; }

    public string[]? Users { get; init; }

    public bool? Video { get; init; }

    public bool? Audio { get; init; }

    public bool? Screen { get; init; }

    public bool? Takeover { get; init; }

    public string? Viewing { get; init; }

    public string? Broadcast { get; init; }

    public string? Connection { get; init; }

    public string? Sdp { get; init; }

    public string? Candidate { get; init; }

    public string? SdpMid { get; init; }

    public int? SdpMLineIndex { get; init; }

    public string? UsernameFragment { get; init; }

    public bool? Allow { get; init; }

    public bool? Remember { get; init; }

    public bool? Fresh { get; init; }

    public string? Interval { get; init; }

    public double? Seconds { get; init; }

    public bool? Playing { get; init; }
}

/// <summary>What a page keeps to be the same participant after a reload.</summary>
/// <param name="Participant">The participant's id.</param>
/// <param name="Key">Its secret.</param>
internal sealed record ResumeKey(string? Participant, string? Key);

/// <summary>What a page sends at <c>pagehide</c>.</summary>
internal sealed record BeaconRequest
{
    public string? Participant { get; init; }

    public string? Key { get; init; }

    public ClientMessage[]? Beacons { get; init; }

    public bool? Bye { get; init; }
}
