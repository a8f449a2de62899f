using System.Text.RegularExpressions;

namespace Onair.Signaling.Messages;

/// <summary>The form of each message, as docs/signaling-protocol.md has it.</summary>
internal static partial class MessageRules
{
    public const int LongestRequest = 32;
    public const int LongestName = 100;
    public const int MostFollowed = 50;
    public const int MostBeacons = 20;

    private const int LongestUser = 128;
    private const int LongestToken = 8 * 1024;
    private const int LongestSdp = 48 * 1024;
    private const int LongestCandidate = 1024;
    private const int LongestMid = 64;
    private const int LongestFragment = 256;

    // A day is longer than the longest broadcast.
    private const double MostSeconds = 86_400;

    private static readonly Dictionary<string, Func<ClientMessage, string?>> Types = new(StringComparer.Ordinal)
    {
        ["hello"] = Hello,
        ["token"] = m => Token(m.Token, required: true),
        ["follow"] = m => m.Users is null ? "users: is missing" : Users(m.Users, "users"),
        ["broadcast"] = _ => null,
        ["media"] = _ => null,
        ["stop"] = _ => null,
        ["watch"] = m => IsUser(m.User) ? null : UserRule("user"),
        ["leave"] = Viewing,
        ["consent"] = m => Viewing(m) ?? (m.Allow is null ? "allow: is missing" : null),
        ["remove"] = Viewing,
        ["failed"] = Viewing,
        ["forget"] = m => m.User is null || IsUser(m.User) ? null : UserRule("user"),
        ["offer"] = Description,
        ["answer"] = Description,
        ["candidate"] = Candidate,
        ["restart"] = Viewing,
        ["ice"] = _ => null,
        ["beacon"] = BeaconProblem,
        ["ping"] = _ => null,
        ["bye"] = _ => null,
    };

    /// <summary>All types, for tests.</summary>
    public static IReadOnlyCollection<string> All => Types.Keys;

    /// <summary>The field that breaks a rule, and the rule; null when the message is valid.</summary>
    public static string? Problem(ClientMessage message) =>
        message.Type is null ? "type: is missing"
        : Types.TryGetValue(message.Type, out var check) ? check(message)
        : "type: is not one of the protocol's";

    /// <summary>An id, or a key, that this service created.</summary>
    public static bool IsId(string? text) => text is not null && Id().IsMatch(text);

    public static bool IsUser(string? text) => text is { Length: > 0 and <= LongestUser } && IsText(text);

    public static string? BeaconProblem(ClientMessage message)
    {
        if (message.Viewing is null == (message.Broadcast is null)) return "viewing: exactly one of viewing and broadcast is needed";
        if (!IsId(message.Viewing ?? message.Broadcast)) return $"{(message.Viewing is null ? "broadcast" : "viewing")}: must be an id of this service";
        if (message.Interval is null || !Interval().IsMatch(message.Interval)) return "interval: must have 16 to 36 letters, digits and hyphens";
        if (message.Seconds is not (>= 0 and <= MostSeconds)) return $"seconds: must be from 0 to {MostSeconds}";
        return message.Playing is null ? "playing: is missing" : null;
    }

    /// <summary>A name to show: without control characters, cut to the longest one.</summary>
    public static string NameOf(string? name, string user)
    {
        var text = new string([.. (name ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestName)]).Trim();
        return text.Length > 0 ? text : user.Length <= LongestName ? user : user[..LongestName];
    }

    private static string? Hello(ClientMessage message) =>
        Token(message.Token, required: false)
        ?? (message.User is null || IsUser(message.User) ? null : UserRule("user"))
        ?? Users(message.Follow ?? [], "follow")
        ?? (message.Resume is null || (IsId(message.Resume.Participant) && IsId(message.Resume.Key)) ? null : "resume: must be as the last welcome had it");

    private static string? Token(string? token, bool required) =>
        token is null ? required ? "token: is missing" : null
        : token.Length > LongestToken ? $"token: must have at most {LongestToken} characters"
        : null;

    private static string? Users(string[] users, string field) =>
        users.Length > MostFollowed ? $"{field}: must have at most {MostFollowed} users"
        : users.All(IsUser) ? null
        : UserRule(field);

    private static string UserRule(string field) => $"{field}: a user has 1 to {LongestUser} characters, without control characters";

    private static string? Viewing(ClientMessage message) => IsId(message.Viewing) ? null : "viewing: must be an id of this service";

    private static string? Connection(ClientMessage message) =>
        Viewing(message) ?? (message.Connection is { Length: > 0 and <= LongestRequest } ? null : $"connection: must have 1 to {LongestRequest} characters");

    private static string? Description(ClientMessage message) =>
        Connection(message) ?? (message.Sdp is { Length: <= LongestSdp } sdp && sdp.StartsWith("v=0", StringComparison.Ordinal)
            ? null : $"sdp: must be a session description of at most {LongestSdp} characters");

    private static string? Candidate(ClientMessage message) =>
        Connection(message)
        ?? (message.Candidate is "" || (message.Candidate is { Length: <= LongestCandidate } text && text.StartsWith("candidate:", StringComparison.Ordinal))
            ? null : $"candidate: must be empty, or a candidate of at most {LongestCandidate} characters")
        ?? (message.SdpMid is null or { Length: <= LongestMid } ? null : $"sdpMid: must have at most {LongestMid} characters")
        ?? (message.SdpMLineIndex is null or (>= 0 and <= ushort.MaxValue) ? null : "sdpMLineIndex: must be from 0 to 65535")
        ?? (message.UsernameFragment is null or { Length: <= LongestFragment } ? null : $"usernameFragment: must have at most {LongestFragment} characters");

    // A lone half of a surrogate pair cannot be stored.
    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || char.IsLowSurrogate(text[i])) return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i]))) return false;
        }
        return true;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{22}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[A-Za-z0-9-]{16,36}\z")]
    private static partial Regex Interval();
}
