using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Emulator.Protocol;

/// <summary>Limits that the media services write into the names of shapes only: <c>__integerMin1Max10</c>.</summary>
internal static partial class NameLimits
{
    public static (double? Min, double? Max) Of(string shape)
    {
        var limits = InName().Match(shape);
        return (Number(limits.Groups["min"]) * (limits.Groups["minus"].Success ? -1 : 1), Number(limits.Groups["max"]));
    }

    private static double? Number(Group group) => group.Success ? double.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^__(?:integer|long|double|string)(?:Min(?<minus>Negative)?(?<min>\d+))?(?:Max(?<max>\d+))?$")]
    private static partial Regex InName();
}
