using Onair.Tests.Integration.EveryKind;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.Security.Forgery;

/// <summary>
/// Somebody who may write the status of their own objects forges it, field by field, with what the status of another's object says. The operator may
/// look at what that names, and does nothing else with it. The fields are those of the CRDs, so that a new one is forged, too.
/// </summary>
[Trait("Category", "Soak")]
[Collection(ControlPlaneCollection.Name)]
public sealed class ForgedFieldTests(ForgeryRig rig, ITestOutputHelper output) : IClassFixture<ForgeryRig>
{
    public static TheoryData<string> Kinds => [.. KindShapes.All.Select(kind => kind.ToString())];

    [Fact]
    public void Every_kind_is_forged() => KindShapes.All.Select(kind => kind.Kind).Distinct().ShouldBe(KindShapes.Crds.Select(crd => crd.Kind), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_forged_status_has_the_operator_touch_nothing_of_anothers(string kind)
    {
        var rounds = rig.Rounds.Single(some => some.Has(kind));
        var run = await rounds.OfAsync(kind);

        output.WriteLine(run.Summary);
        output.WriteLine(rounds.Trace);
        string.Join('\n', run.Faults).ShouldBeEmpty();
    }
}
