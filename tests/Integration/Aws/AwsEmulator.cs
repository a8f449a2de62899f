using Amazon.Runtime;

namespace Onair.Tests.Integration.Aws;

/// <summary>An emulator without delays and request limits, with a bucket and a queue of MediaLive's events.</summary>
public sealed class AwsEmulator() : EmulatorProcess(new Dictionary<string, string>
{
    ["Emulator__DelayScale"] = "0",
    ["Emulator__RateLimit__Enabled"] = "false",
    ["Emulator__Seed__Buckets__0"] = Bucket,
    ["Emulator__Seed__Queues__0"] = Queue,
    ["Emulator__EventQueue"] = Queue,
})
{
    public const string Bucket = "archive";
    public const string Queue = "onair-events";

    public BasicAWSCredentials WrongSecret { get; } = new(AccessKeyId, "not-the-secret");
}
