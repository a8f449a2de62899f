using Onair.Webhook.Ownership;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.Ownership;

public class ProtectedWriteTests
{
    [Theory]
    [InlineData("onair.dev/aws-resources", null, "onair.dev/aws-resources")]
    [InlineData("onair.dev/aws-resources", "", "onair.dev/aws-resources")]
    [InlineData("onair.dev/aws-resources,other/one", "other/one", "onair.dev/aws-resources")]
    [InlineData("onair.dev/in-use,onair.dev/aws-resources", "", "onair.dev/in-use,onair.dev/aws-resources")]
    [InlineData("onair.dev/aws-resources,other/one", "onair.dev/aws-resources", null)]
    // The garbage collector removes its own.
    [InlineData("foregroundDeletion,onair.dev/aws-resources", "onair.dev/aws-resources", null)]
    [InlineData("onair.dev/aws-resources", "onair.dev/aws-resources,foregroundDeletion", null)]
    [InlineData("onair.dev/aws-resources", "foregroundDeletion,onair.dev/aws-resources", null)]
    [InlineData(null, "onair.dev/aws-resources", null)]
    [InlineData(null, null, null)]
    public void Removing_a_finalizer_of_Onair_is_a_protected_write(string? before, string? after, string? removed)
    {
        var write = ProtectedWrite.Of(Request("UPDATE", Object(after), Object(before)));

        (write is null ? null : string.Join(',', write.Finalizers)).ShouldBe(removed);
    }

    [Fact]
    public void Removing_it_is_protected_while_the_object_is_being_deleted() =>
        ProtectedWrite.Of(Request(
            "UPDATE", Json("""{"metadata":{"name":"a","deletionTimestamp":"2026-01-01T00:00:00Z"}}"""),
            Json("""{"metadata":{"name":"a","deletionTimestamp":"2026-01-01T00:00:00Z","finalizers":["onair.dev/aws-resources"]}}"""))).ShouldNotBeNull();

    [Theory]
    [InlineData("CREATE")]
    [InlineData("DELETE")]
    public void Neither_a_creation_nor_a_deletion_is(string operation) =>
        ProtectedWrite.Of(Request(operation, Object(""), Object("onair.dev/aws-resources"))).ShouldBeNull();

    [Fact]
    public void A_status_is_one_whatever_changes() =>
        ProtectedWrite.Of(Request("UPDATE", Object(""), Object("")) with { SubResource = "status" })!.IsStatus.ShouldBeTrue();

    [Fact]
    public void Finalizers_that_are_no_list_of_texts_are_not_read() =>
        ProtectedWrite.Of(Request("UPDATE", Object(""), Json("""{"metadata":{"name":"a","finalizers":[1,{}]}}"""))).ShouldBeNull();

    private static System.Text.Json.JsonElement Object(string? finalizers)
    {
        if (finalizers is null) return Json("""{"metadata":{"name":"a"}}""");
        var list = string.Join(',', finalizers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(f => $"\"{f}\""));
        return Json("""{"metadata":{"name":"a","finalizers":[LIST]}}""".Replace("LIST", list, StringComparison.Ordinal));
    }
}
