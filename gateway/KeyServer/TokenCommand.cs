using Onair.Gateway.Tokens;

namespace Onair.Gateway.KeyServer;

/// <summary><c>onair gateway token</c>: issues a viewer's token to anyone who may run commands in the server's pod.</summary>
internal static class TokenCommand
{
    private const string Usage = """
        usage: onair gateway token --content-id ID [--ttl 2h]
          --content-id   whose keys the token is for: speke.resourceId of the LiveStream, by default its uid
          --ttl          how long it is valid: a number and s, m, h or d; by default 2h
        """;

    /// <summary>Prints a token and returns 0, or prints what is wrong with the arguments and returns 2.</summary>
    public static int Run(IReadOnlyList<string> args, KeyServerSettings settings, TimeProvider time, TextWriter output, TextWriter error)
    {
        string? contentId = null;
        var ttl = "2h";
        for (var i = 0; i < args.Count; i += 2)
        {
            if (args[i] is not ("--content-id" or "--ttl")) return Fail($"unknown argument '{args[i]}'");
            if (i + 1 == args.Count) return Fail($"{args[i]} needs a value");
            if (args[i] == "--ttl") ttl = args[i + 1];
            else contentId = args[i + 1];
        }
        if (contentId is null) return Fail("--content-id is missing");
        if (ContentId.BrokenRule(contentId) is { } rule) return Fail($"--content-id '{contentId}' {rule}");
        if (TokenLifetime.Parse(ttl) is not { } lifetime) return Fail($"--ttl '{ttl}' {TokenLifetime.Rule}");
        output.WriteLine(new KeyTokens(settings, time).Issue(contentId, lifetime));
        return 0;

        int Fail(string reason)
        {
            error.WriteLine($"error: {reason}");
            error.WriteLine(Usage);
            return 2;
        }
    }
}
