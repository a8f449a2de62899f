using Onair.Gateway.Tokens;
using Onair.Guard;

namespace Onair.Gateway.Player;

/// <summary><c>onair gateway link</c>: issues a link to the player to anyone who may run commands in the gateway's pod.</summary>
internal static class LinkCommand
{
    private const string Usage = """
        usage: onair gateway link --to NAMESPACE/KIND/NAME [--ttl 2h]
               onair gateway link --url URL [--name NAME] [--ttl 2h]
          --to    what is watched, e.g. talks/livestreams/keynote; the kinds are livestreams, ivschannels, archivesplits,
                  videoassets and hlsbroadcasts
          --url   a playlist, file or stream of another service, e.g. https://cdn.example.com/live/index.m3u8
                  or, with relays, rtsp://camera.example.com/stream
          --name  the title of that; by default its host
          --ttl   how long the link is valid: a number and s, m, h or d; by default 2h
        """;

    private static readonly string[] Names = ["--to", "--url", "--name", "--ttl"];

    /// <summary>Prints a path with a token and returns 0, or prints what is wrong with the arguments or settings and returns 2.</summary>
    public static int Run(IReadOnlyList<string> args, PlayerSettings? settings, TimeProvider time, TextWriter output, TextWriter error)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["--ttl"] = "2h" };
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!Names.Contains(args[i], StringComparer.Ordinal)) return Fail($"unknown argument '{args[i]}'");
            if (i + 1 == args.Count) return Fail($"{args[i]} needs a value");
            given[args[i]] = args[i + 1];
        }
        if (settings is null) return Fail("the player is off: set Player__Enabled to true");
        if (given.ContainsKey("--to") == given.ContainsKey("--url")) return Fail(given.ContainsKey("--to") ? "--to and --url exclude each other" : "--to is missing");
        if (TokenLifetime.Parse(given["--ttl"]) is not { } lifetime) return Fail($"--ttl '{given["--ttl"]}' {TokenLifetime.Rule}");
        var (link, problem) = given.TryGetValue("--to", out var to) ? ToObject(to, settings) : ToUrl(given["--url"], given.GetValueOrDefault("--name"), settings);
        if (link is null) return Fail(problem!);
        var token = new PlayerTokens(settings, time).Issue(link.Value.Subject, lifetime);
        output.WriteLine(link.Value.Path + QueryString.Create([.. link.Value.Query, new(PlayerRoutes.TokenParameter, token)]));
        return 0;

        int Fail(string reason)
        {
            error.WriteLine($"error: {reason}");
            error.WriteLine(Usage);
            return 2;
        }
    }

    private static (Link? Link, string? Problem) ToObject(string to, PlayerSettings settings)
    {
        if (settings.Access == PlayerAccess.Public) return (null, "links need no token: Player__Access is Public");
        return to.Split('/') is [var ns, var kind, var name] && PlayerPath.Of(ns, kind, name) is { } path
            ? (new(path.PagePath, path.Subject, []), null)
            : (null, $"--to '{to}' must be a namespace, one of {string.Join(", ", PlayerPath.Kinds)}, and a name, with '/' between them");
    }

    private static (Link? Link, string? Problem) ToUrl(string url, string? name, PlayerSettings settings)
    {
        if (settings.TokenSecret.Length == 0) return (null, "links to URLs need a token: set Player__TokenSecret");
        var (read, refusal) = PlayUrl.Read(url, name, new AddressRules(settings.AllowedCidrs), settings.Relay is not null);
        return read is null ? (null, $"--{refusal}") : (new(PlayUrl.PagePath, url, [new(PlayUrl.UrlParameter, url), new(PlayUrl.NameParameter, read.Name)]), null);
    }

    private readonly record struct Link(string Path, string Subject, IReadOnlyList<KeyValuePair<string, string?>> Query);
}
