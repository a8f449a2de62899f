namespace Onair.Signaling.Messages;

/// <summary>A message to a page, see docs/signaling-protocol.md. Each type uses some of the fields.</summary>
/// <param name="Type">The type, e.g. <c>watching</c>.</param>
internal sealed record ServerMessage(string Type)
{
    public string? Request { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public double? RetryAfterSeconds { get; init; }

    public string? User { get; init; }

    public string? Name { get; init; }

    public bool? Online { get; init; }

    public bool? Live { get; init; }

    public bool? Away { get; init; }

    public DateTimeOffset? Since { get; init; }

    public string? Broadcast { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public bool? Resumed { get; init; }

    public bool? Video { get; init; }

    public bool? Audio { get; init; }

    public bool? Screen { get; init; }

    public string? Viewing { get; init; }

    public string? State { get; init; }

    public double? ExpiresInSeconds { get; init; }

    public double? InSeconds { get; init; }

    public bool? Restart { get; init; }

    public string? Connection { get; init; }

    public string? Sdp { get; init; }

    public string? Candidate { get; init; }

    public string? SdpMid { get; init; }

    public int? SdpMLineIndex { get; init; }

    public string? UsernameFragment { get; init; }

    public string? Interval { get; init; }

    public double? Seconds { get; init; }

    public IReadOnlyList<IceServer>? IceServers { get; init; }

    public static ServerMessage Error(string code, string message, string? request = null, string? viewing = null, double? retryAfter = null) =>
        new("error") { Code = code, Message = message, Request = request, Viewing = viewing, RetryAfterSeconds = retryAfter };

    public static ServerMessage Refused(string reason, string? request = null, string? viewing = null, double? retryAfter = null) =>
        new("refused") { Reason = reason, Request = request, Viewing = viewing, RetryAfterSeconds = retryAfter };
}

/// <summary>Delivers messages to the pages of this replica.</summary>
internal interface IMailbox
{
    /// <summary>Sends a message to a participant, if its socket is here.</summary>
    void Deliver(string participant, ServerMessage message);
}

/// <summary>A STUN or TURN server as <c>RTCIceServer</c> has it.</summary>
internal sealed record IceServer(IReadOnlyList<string> Urls, string? Username = null, string? Credential = null);

/// <summary>The answer to <c>hello</c>.</summary>
internal sealed record WelcomeMessage
{
    public string Type { get; init; } = "welcome";

    public string? Request { get; init; }

    public required string Participant { get; init; }

    public required string Key { get; init; }

    public required bool Resumed { get; init; }

    public required string User { get; init; }

    public required string Name { get; init; }

    public required bool MayBroadcast { get; init; }

    public required bool MayWatch { get; init; }

    public required string Consent { get; init; }

    public required string Media { get; init; }

    public required WelcomeLimits Limits { get; init; }

    public required IReadOnlyList<IceServer> IceServers { get; init; }

    public required double IceExpiresInSeconds { get; init; }

    public ServerMessage? Broadcast { get; init; }

    public required IReadOnlyList<WelcomeViewing> Viewings { get; init; }
}

/// <summary>The limits that a page observes.</summary>
internal sealed record WelcomeLimits(int ViewersPerBroadcast, int MaxBitrateKbps, int MaxDurationSeconds, int ConsentSeconds, int GraceSeconds, int BeaconSeconds);

/// <summary>A viewing that goes on.</summary>
internal sealed record WelcomeViewing(string Viewing, string Role, string State, string User, string Name);
