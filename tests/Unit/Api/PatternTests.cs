using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Tests.Unit.Api;

public sealed class PatternTests
{
    private const string Arn = "^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$";
    private const string Region = "^[a-z]{2}(-[a-z]+)+-[0-9]+$";

    public static TheoryData<string, string> Good => new()
    {
        { Patterns.Cidr, "0.0.0.0/0" },
        { Patterns.Cidr, "203.0.113.7/32" },
        { Patterns.Cidr, "255.255.255.255/9" },
        { Patterns.ArchivePath, "s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}" },
        { Patterns.ArchivePath, "s3://talks/keynote/{unix}/" },
        { Patterns.ArchivePath, "s3://a1b/x" },
        { Patterns.Duration, "8h" },
        { Patterns.Duration, "90m" },
        { Patterns.Duration, "1h30m15s" },
        { Patterns.Name, "a" },
        { Patterns.Name, "my-stream.v2" },
        { Patterns.HttpUrl, "https://speke.example.com/v1/keys?tenant=a#b" },
        { Patterns.HttpUrl, "http://emulator.onair.svc:4566" },
        { Patterns.HttpUrl, "http://[::1]:4566/" },
        { Arn, "arn:aws:iam::123456789012:role/MediaLiveAccessRole" },
        { Arn, "arn:aws-us-gov:iam::123456789012:role/path/Name" },
        { Region, "eu-central-1" },
        { Region, "us-gov-west-1" },
    };

    public static TheoryData<string, string> Bad => new()
    {
        { Patterns.Cidr, "203.0.113.0" },
        { Patterns.Cidr, "203.0.113.0/33" },
        { Patterns.Cidr, "256.0.0.0/8" },
        { Patterns.Cidr, "01.2.3.4/8" },
        { Patterns.Cidr, "2001:db8::/32" },
        { Patterns.Cidr, " 10.0.0.0/8" },
        { Patterns.Cidr, "office" },
        { Patterns.ArchivePath, "https://talks/keynote" },
        { Patterns.ArchivePath, "s3://talks" },
        { Patterns.ArchivePath, "s3://talks/" },
        { Patterns.ArchivePath, "s3://talks.example.com/keynote" },
        { Patterns.ArchivePath, "s3://Talks/keynote" },
        { Patterns.ArchivePath, "s3://ab/keynote" },
        { Patterns.ArchivePath, "s3://talks//keynote" },
        { Patterns.ArchivePath, "s3://talks/key note" },
        { Patterns.ArchivePath, "s3://talks/$dt$" },
        { Patterns.Duration, "8 hours" },
        { Patterns.Duration, "1.5h" },
        { Patterns.Duration, "15m1h" },
        { Patterns.Duration, "90" },
        { Patterns.Duration, "-8h" },
        { Patterns.Name, "" },
        { Patterns.Name, "My-Stream" },
        { Patterns.Name, "-a" },
        { Patterns.Name, "a." },
        { Patterns.HttpUrl, "speke.example.com" },
        { Patterns.HttpUrl, "ftp://speke.example.com" },
        { Patterns.HttpUrl, "https:///path" },
        { Patterns.HttpUrl, "https://a b" },
        { Arn, "MediaLiveAccessRole" },
        { Arn, "arn:aws:iam::1234:role/MediaLiveAccessRole" },
        { Arn, "arn:aws:iam::123456789012:user/alice" },
        { Region, "Frankfurt" },
        { Region, "eu-central" },
        { Region, "eu-central-1a" },
    };

    /// <summary>Every pattern of the CRDs, by its path.</summary>
    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var type in new[] { typeof(LiveStreamSpec), typeof(MediaProviderSpec) })
            {
                foreach (var (path, pattern) in Schemas.Of(type).SelectMany(Patterned)) data.Add(path, pattern);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void A_pattern_takes_good_values(string pattern, string value) => Regex.IsMatch(value, pattern).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_pattern_refuses_bad_values(string pattern, string value) => Regex.IsMatch(value, pattern).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(All))]
    public void A_pattern_stays_within_what_RE2_can_do(string path, string pattern)
    {
        // NonBacktracking has RE2's limits: no look-around, no back references, no atomic groups.
        Should.NotThrow(() => new Regex(pattern, RegexOptions.NonBacktracking), path);
        // The same escapes in ECMA 262, .NET and RE2; \d and \w differ.
        Regex.Matches(pattern, @"\\(.)").Select(match => match.Groups[1].Value).ShouldBeSubsetOf([".", "s", "{", "}"], path);
    }

    private static IEnumerable<(string Path, string Pattern)> Patterned((string Path, JsonObject Schema) node) =>
        node.Schema["pattern"] is { } pattern ? [(node.Path, pattern.GetValue<string>())] : [];
}
