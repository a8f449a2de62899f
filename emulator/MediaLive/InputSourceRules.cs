using System.Text.Json.Nodes;
using Onair.Emulator.State;
using Onair.Guard;

namespace Onair.Emulator.MediaLive;

/// <summary>The sources of pull inputs: what can be checked when the input is created. Whether they respond is known when they are pulled.</summary>
internal static class InputSourceRules
{
    /// <summary>Types that pull, with the schemes of their URLs.</summary>
    private static readonly Dictionary<string, IReadOnlySet<string>> Schemes = new(StringComparer.Ordinal)
    {
        ["RTMP_PULL"] = new HashSet<string> { "rtmp" },
        ["URL_PULL"] = new HashSet<string> { "http", "https" },
    };

    // Addresses are checked on connecting, as AWS does: an input may be created before the network of its source.
    private static readonly AddressRules Anywhere = new(["0.0.0.0/0", "::/0"]);

    public static bool IsPull(string? type) => type is not null && Schemes.ContainsKey(type);

    /// <summary>The sources in a request for a pull input.</summary>
    /// <exception cref="Protocol.OperationException">A source breaks a rule, or the request has members of a push input.</exception>
    public static IReadOnlyList<InputSource> Read(JsonObject request, string type)
    {
        foreach (var member in (string[])["destinations", "inputSecurityGroups"])
            if (request.Items(member).Any()) throw MediaLiveErrors.BadRequest($"{member}: an input of type {type} has none");
        var sources = request.Items("sources").Select(s => new InputSource(s.Text("url") ?? "", s.Text("username") ?? "", s.Text("passwordParam") ?? "")).ToList();
        if (sources.Count is not (1 or 2))
            throw MediaLiveErrors.BadRequest($"sources: count {sources.Count} must be 1 (SINGLE_PIPELINE) or 2 (STANDARD)");
        foreach (var (index, source) in sources.Index()) Check($"sources[{index}]", source, type);
        return sources;
    }

    public static JsonArray Describe(IEnumerable<InputSource> sources) => new([.. sources.Select(s => new JsonObject
    {
        ["passwordParam"] = s.PasswordParam, ["url"] = s.Url, ["username"] = s.Username,
    })]);

    private static void Check(string path, InputSource source, string type)
    {
        if (GuardedUrl.Check(source.Url, Schemes[type], Anywhere) is { } broken) throw MediaLiveErrors.BadRequest($"{path}.url: {broken}");
        if (type == "RTMP_PULL" && new Uri(source.Url).AbsolutePath.Trim('/').Split('/').Length < 2)
            throw MediaLiveErrors.BadRequest($"{path}.url: must have the form rtmp://host:port/application/instance");
        if (source.PasswordParam.Length > 0 && source.Username.Length == 0)
            throw MediaLiveErrors.BadRequest($"{path}.username: is required with a passwordParam");
    }
}
