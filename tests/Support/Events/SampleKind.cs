using Onair.Api.Common;
using Onair.Events;

namespace Onair.Tests.Support;

/// <summary>The samples of a kind's events. Those of a new kind are found by themselves.</summary>
internal abstract class SampleKind
{
    private static readonly List<SampleKind> All =
        [.. typeof(SampleKind).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SampleKind))).Select(type => (SampleKind)Activator.CreateInstance(type)!)];

    /// <summary>The kind, e.g. <c>LiveStream</c>.</summary>
    public abstract string Kind { get; }

    public static SampleKind Of(EventKind kind) => All.SingleOrDefault(sample => string.Equals(sample.Kind, kind.Name, StringComparison.OrdinalIgnoreCase))
        ?? throw new NotSupportedException($"{kind.Name} needs a {nameof(SampleKind)} in tests/Support/Events/Kinds/.");

    /// <summary>An event of a type.</summary>
    public abstract PendingEvent Of(string type, long sequence);
}
