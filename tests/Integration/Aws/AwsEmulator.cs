using Amazon.Runtime;

namespace Onair.Tests.Integration.Aws;

/// <summary>An emulator without delays and request limits, with a bucket.</summary>
public sealed class AwsEmulator() : EmulatorProcess(new Dictionary<string, string>
{
    ["Emulator__DelayScale"] = "0",
    ["Emulator__RateLimit__Enabled"] = "false",
    ["Emulator__Seed__Buckets__0"] = Bucket,
})
{
    public const string Bucket = "archive";

    public BasicAWSCredentials WrongSecret { get; } = new(AccessKeyId, "not-the-secret");
}
