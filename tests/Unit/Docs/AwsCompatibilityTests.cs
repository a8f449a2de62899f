using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Docs;

/// <summary>docs/aws-compatibility.md says of every operation what is checked, what AWS documents, and what is only assumed.</summary>
public sealed partial class AwsCompatibilityTests
{
    private static readonly Dictionary<string, string> Sections = Headings()
        .Split(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "aws-compatibility.md")))
        .Skip(1).Chunk(2).ToDictionary(it => it[0], it => it[1], StringComparer.Ordinal);

    // By signing name.
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["chime-sdk-media-pipelines"] = "Chime SDK media pipelines",
        ["cloudfront"] = "CloudFront",
        ["cloudwatch"] = "CloudWatch",
        ["ivs"] = "IVS",
        ["mediaconvert"] = "MediaConvert",
        ["medialive"] = "MediaLive",
        ["mediapackage"] = "MediaPackage",
        ["s3"] = "S3",
        ["secretsmanager"] = "Secrets Manager",
        ["sqs"] = "SQS",
        ["ssm"] = "Systems Manager",
        ["sts"] = "STS",
    };

    [Fact]
    public void Every_generated_operation_is_described()
    {
        using var operations = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "lib", "Aws", "operations.json")));

        foreach (var service in operations.RootElement.EnumerateObject())
            ShouldBeDescribed(service.Name, service.Value.GetProperty("operations").EnumerateArray().Select(it => it.GetString()!));
    }

    [Fact]
    public void Every_call_of_the_operator_is_described()
    {
        OperatorCalls.All["s3"].ShouldContain("ListParts");
        OperatorCalls.All["sts"].ShouldContain("GetCallerIdentity");

        foreach (var service in OperatorCalls.All) ShouldBeDescribed(service.Key, service);
    }

    [Fact]
    public void Names_unverified_behavior() => Sections["Not verified"].ShouldContain("\n- ");

    private static void ShouldBeDescribed(string service, IEnumerable<string> operations)
    {
        var title = Titles.GetValueOrDefault(service, service);
        Sections.ShouldContainKey(title, $"docs/aws-compatibility.md has no section about {service}");
        operations.Where(operation => !Sections[title].Contains($"`{operation}`", StringComparison.Ordinal))
            .ShouldBeEmpty($"docs/aws-compatibility.md does not mention these in its section {title}");
    }

    [GeneratedRegex(@"^## (.+)\n", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
