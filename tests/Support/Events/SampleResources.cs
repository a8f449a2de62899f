using System.Globalization;
using k8s.Models;
using Onair.Api.Common;

namespace Onair.Tests.Support;

/// <summary>Resources as they are in the middle of their lives, with <see cref="Secret"/> wherever something secret may stand.</summary>
internal static partial class SampleResources
{
    public const string Secret = "hush";
    public const string SessionId = "0d9b3a52-8a0c-4f0e-9e7a-2f6f0a1c5b11";
    public const string Archive = "s3://recordings/2026/11/21/4f5c1a40-1795262400";

    public const string StreamId = "st-1a2b3c4d5e6f";

    public static DateTimeOffset At { get; } = DateTimeOffset.Parse("2026-11-21T12:30:00Z", CultureInfo.InvariantCulture);

    private static V1ObjectMeta Metadata(string name, string uid) => new()
    {
        Name = name,
        NamespaceProperty = "demo",
        Uid = uid,
        Generation = 3,
        CreationTimestamp = At.AddHours(-1).UtcDateTime,
        Labels = new Dictionary<string, string> { ["team"] = "stage", ["app.kubernetes.io/part-of"] = "conference" },
        Annotations = new Dictionary<string, string> { [Annotations.Resume] = Secret },
    };
}
