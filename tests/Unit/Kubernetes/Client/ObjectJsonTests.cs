using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Unit.Kubernetes.Client;

public sealed class ObjectJsonTests
{
    [Fact]
    public void Objects_are_the_same_when_their_JSON_is()
    {
        ObjectJson.AreSame(Stream("a"), Stream("a"), OnairResources.LiveStreams.TypeInfo).ShouldBeTrue();
        ObjectJson.AreSame(Stream("a"), Stream("b"), OnairResources.LiveStreams.TypeInfo).ShouldBeFalse();
    }

    [Fact]
    public void A_copy_shares_nothing_that_can_be_changed()
    {
        var stream = Stream("a");

        var copy = ObjectJson.Copy(stream, OnairResources.LiveStreams.TypeInfo);
        copy.Metadata.Annotations!["note"] = "changed";

        stream.Metadata.Annotations!["note"].ShouldBe("a");
    }

    [Fact]
    public void A_comparison_allocates_no_JSON()
    {
        var (small, large) = (new string('x', 10), new string('x', 10_000));

        AllocatedByComparing(large).ShouldBe(AllocatedByComparing(small));
    }

    [Fact]
    public void A_copy_allocates_no_JSON()
    {
        var large = Stream(new string('x', 10_000));

        // The text itself, two bytes for each character.
        Allocated(() => ObjectJson.Copy(large, OnairResources.LiveStreams.TypeInfo)).ShouldBeLessThan(27_000);
    }

    private static LiveStream Stream(string note) => new() { Metadata = { Name = "s", NamespaceProperty = "n", Annotations = new Dictionary<string, string> { ["note"] = note } } };

    private static long AllocatedByComparing(string note)
    {
        var (a, b) = (Stream(note), Stream(note));
        return Allocated(() => ObjectJson.AreSame(a, b, OnairResources.LiveStreams.TypeInfo));
    }

    // The least of some, because the runtime allocates now and then on its own account.
    private static long Allocated(Action act) => Enumerable.Range(0, 20).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
