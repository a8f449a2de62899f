using System.Globalization;
using System.Text;
using k8s.Models;
using Onair.Gateway.Requests;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Access;

/// <summary>The Secrets that describe API keys. They hold a hash of the key, so that one who reads them cannot use it.</summary>
internal static class ApiKeySecret
{
    /// <summary>Their type.</summary>
    public const string Type = "onair.dev/api-key";

    /// <summary>SHA-256 of the key, as 64 hexadecimal digits.</summary>
    public const string Hash = "sha256";

    /// <summary>The ServiceAccount of the same namespace that the key acts for.</summary>
    public const string ServiceAccount = "serviceAccountName";

    /// <summary>The allowed verbs, separated by white space or commas.</summary>
    public const string Verbs = "verbs";

    /// <summary>Requests per second; optional.</summary>
    public const string RequestsPerSecond = "requestsPerSecond";

    /// <summary>The highest rate of a key.</summary>
    public const double MostRequests = 1_000_000;

    private static readonly char[] Separators = [' ', ',', '\t', '\r', '\n'];

    private static readonly HashSet<string> KnownVerbs = ["get", "list", "create", "patch", "delete", "get:secrets", "create:secrets", "delete:secrets"];

    /// <summary>The verbs that a key can have.</summary>
    public static IEnumerable<string> AllVerbs => KnownVerbs.Order(StringComparer.Ordinal);

    /// <summary>The key and its hash in bytes, or why the Secret describes none.</summary>
    public static (ApiKey? Key, byte[] Hash, string? Problem) Read(V1Secret secret)
    {
        if (HashOf(secret) is not { } hash) return Wrong($"{Hash} must be the SHA-256 of the key, as 64 hexadecimal digits");
        var account = TextOf(secret, ServiceAccount);
        if (TextRules.ObjectName(account) is { } rule) return Wrong($"{ServiceAccount} {rule}");
        var verbs = TextOf(secret, Verbs).Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        if (BrokenVerbs(verbs) is { } broken) return Wrong($"{Verbs} {broken}");
        double? rate = null;
        if (secret.GetData(RequestsPerSecond) is not null)
        {
            if (RateOf(TextOf(secret, RequestsPerSecond)) is not { } number) return Wrong($"{RequestsPerSecond} must be a number greater than 0 and at most {MostRequests}");
            rate = number;
        }
        return (new() { Namespace = secret.Namespace(), Name = secret.Name(), ServiceAccount = account, Verbs = verbs, RequestsPerSecond = rate }, hash, null);
    }

    /// <summary>The rule that verbs break; null when they break none.</summary>
    public static string? BrokenVerbs(IReadOnlySet<string> verbs) =>
        verbs.Count > 0 && verbs.All(KnownVerbs.Contains) ? null : $"must be one or more of {string.Join(", ", AllVerbs)}";

    /// <summary>A rate; null when the text is none.</summary>
    public static double? RateOf(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate > 0 && rate <= MostRequests ? rate : null;

    private static byte[]? HashOf(V1Secret secret)
    {
        var text = TextOf(secret, Hash);
        return text.Length == 64 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;
    }

    private static string TextOf(V1Secret secret, string key) => Encoding.UTF8.GetString(secret.GetData(key) ?? []).Trim();

    private static (ApiKey?, byte[], string?) Wrong(string problem) => (null, [], problem);
}
