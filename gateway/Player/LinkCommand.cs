using Onair.Gateway.Tokens;

namespace Onair.Gateway.Player;

/// <summary><c>onair gateway link</c>: issues a link to the player to anyone who may run commands in the gateway's pod.</summary>
internal static class LinkCommand
{
    private const string Usage = """
        usage: onair gateway link --to NAMESPACE/KIND/NAME [--ttl 2h]
          --to    what is watched, e.g. talks/livestreams/keynote; the kinds are livestreams, ivschannels, videoassets and hlsbroadcasts
          --ttl   how long the link is valid: a number and s, m, h or d; by default 2h
        """;

    /// <summary>Prints a path with a token and returns 0, or prints what is wrong with the arguments or settings and returns 2.</summary>
    public static int Run(IReadOnlyList<string> args, PlayerSettings? settings, TimeProvider time, TextWriter output, TextWriter error)
    {
        string? to = null;
        var ttl = "2h";
        for (var i = 0; i < args.Count; i += 2)
        {
            if (args[i] is not ("--to" or "--ttl")) return Fail($"unknown argument '{args[i]}'");
            if (i + 1 == args.Count) return Fail($"{args[i]} needs a value");
            if (args[i] == "--ttl") ttl = args[i + 1];
            else to = args[i + 1];
        }
        if (settings is null) return Fail("the player is off: set Player__Enabled to true");
        if (settings.Access == PlayerAccess.Public) return Fail("links need no token: Player__Access is Public");
        if (to is null) return Fail("--to is missing");
        if (to.Split('/') is not [var ns, var kind, var name] || PlayerPath.Of(ns, kind, name) is not { } path)
            return Fail($"--to '{to}' must be a namespace, one of {string.Join(", ", PlayerPath.Kinds)}, and a name, with '/' between them");
        if (TokenLifetime.Parse(ttl) is not { } lifetime) return Fail($"--ttl '{ttl}' {TokenLifetime.Rule}");
        output.WriteLine($"{path.PagePath}?token={new PlayerTokens(settings, time).Issue(path.Subject, lifetime)}");
        return 0;

        int Fail(string reason)
        {
            error.WriteLine($"error: {reason}");
            error.WriteLine(Usage);
            return 2;
        }
    }
}
