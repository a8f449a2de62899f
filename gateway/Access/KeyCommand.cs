using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Access;

/// <summary><c>onair gateway key</c>: creates an API key and the manifest of its Secret. Nothing is stored, and no cluster is asked.</summary>
internal static class KeyCommand
{
    private const int KeyBytes = 32;

    private const string Usage = """
        usage: onair gateway key --namespace NAMESPACE --name NAME --service-account NAME [--verbs VERBS] [--requests-per-second NUMBER]
          --namespace            where the key is valid
          --name                 the name of its Secret
          --service-account      the ServiceAccount whose rights bound those of the key
          --verbs                what the key may do, separated by commas; by default get,list
          --requests-per-second  by default what the gateway allows every caller
        The manifest goes to standard output, the key to standard error.
        """;

    private static readonly string[] Options = ["--namespace", "--name", "--service-account", "--verbs", "--requests-per-second"];

    /// <summary>Prints manifest and key and returns 0, or prints what is wrong with the arguments and returns 2.</summary>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!Options.Contains(args[i])) return Fail($"unknown argument '{args[i]}'");
            if (i + 1 == args.Count) return Fail($"{args[i]} needs a value");
            given[args[i]] = args[i + 1];
        }
        foreach (var option in Options[..3])
            if (!given.ContainsKey(option)) return Fail($"{option} is missing");
        if (TextRules.Namespace(given["--namespace"]) is { } rule) return Fail($"--namespace '{given["--namespace"]}' {rule}");
        if (TextRules.ObjectName(given["--name"]) is { } wrong) return Fail($"--name '{given["--name"]}' {wrong}");
        if (TextRules.ObjectName(given["--service-account"]) is { } bad) return Fail($"--service-account '{given["--service-account"]}' {bad}");
        var verbs = given.GetValueOrDefault("--verbs", "get,list").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ApiKeySecret.BrokenVerbs(verbs.ToHashSet(StringComparer.Ordinal)) is { } broken) return Fail($"--verbs '{given.GetValueOrDefault("--verbs")}' {broken}");
        if (given.TryGetValue("--requests-per-second", out var rate) && ApiKeySecret.RateOf(rate) is null) return Fail($"--requests-per-second '{rate}' must be a number greater than 0 and at most {ApiKeySecret.MostRequests}");

        var key = Authenticator.KeyPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        output.Write(Manifest(given, verbs, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)))));
        error.WriteLine(key);
        return 0;

        int Fail(string reason)
        {
            error.WriteLine($"error: {reason}");
            error.WriteLine(Usage);
            return 2;
        }
    }

    // Every value is checked, and none has a character that YAML would read as something else.
    private static string Manifest(Dictionary<string, string> given, string[] verbs, string hash)
    {
        var manifest = new StringBuilder();
        manifest.Append(
            CultureInfo.InvariantCulture,
            $"""
            apiVersion: v1
            kind: Secret
            metadata:
              name: "{given["--name"]}"
              namespace: "{given["--namespace"]}"
            type: {ApiKeySecret.Type}
            stringData:
              {ApiKeySecret.Hash}: "{hash}"
              {ApiKeySecret.ServiceAccount}: "{given["--service-account"]}"
              {ApiKeySecret.Verbs}: "{string.Join(' ', verbs)}"

            """);
        if (given.TryGetValue("--requests-per-second", out var rate)) manifest.Append(CultureInfo.InvariantCulture, $"  {ApiKeySecret.RequestsPerSecond}: \"{rate}\"\n");
        return manifest.ToString();
    }
}
