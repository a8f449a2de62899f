using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Docs;

/// <summary>The AWS operations that the operator calls, as its source names them for its metrics.</summary>
internal static partial class OperatorCalls
{
    /// <summary>Operations by the service's signing name.</summary>
    public static ILookup<string, string> All { get; } = Directory
        .GetFiles(Path.Combine(Checkout.Root, "operator"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Calls().Matches(File.ReadAllText(file)))
        .Select(call => (Service: ServiceOf(call), Operation: call.Groups["operation"].Value))
        .Distinct()
        .ToLookup(call => call.Service, call => call.Operation);

    private static string ServiceOf(Match call) => call.Groups["service"] is { Success: true, Value: var service }
        ? service
        : call.Groups["client"].Value is var client && client == "SystemsManager" ? "ssm" : client.ToLowerInvariant();

    // account.S3.CallAsync("GetObject", …, or CountAsync(provider, "sts", "GetCallerIdentity", () => …
    [GeneratedRegex("""(?<client>MediaLive|MediaPackage|MediaConvert|CloudFront|CloudWatch|Ivs|S3|Sqs|Sts|SystemsManager)\.CallAsync\(\s*"(?<operation>[A-Z]\w+)"|"(?<service>[a-z0-9]+)",\s*"(?<operation>[A-Z]\w+)",\s*\(\) =>""")]
    private static partial Regex Calls();
}
