using System.Globalization;

namespace Onair.Tests.Support;

/// <summary>A process and those it started, from /proc.</summary>
internal static class ProcessTree
{
    /// <summary>The ids of its children and theirs.</summary>
    public static IEnumerable<int> Children(int pid)
    {
        foreach (var task in Entries($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/task"))
        {
            foreach (var child in Read($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var id = int.Parse(child, CultureInfo.InvariantCulture);
                yield return id;
                foreach (var grandchild in Children(id)) yield return grandchild;
            }
        }
    }

    /// <summary>The arguments of a process, with spaces between them; empty when it has ended.</summary>
    public static string CommandLine(int pid) => Read($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cmdline").Replace('\0', ' ');

    /// <summary>Processor time of a process and of the children that it has waited for; 0 when it has ended.</summary>
    public static double CpuSeconds(int pid)
    {
        var stat = Read($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
        // Fields 14 to 17, counted after the command in parentheses; the unit is 1/100 s on Linux.
        return stat.Length == 0 ? 0 : stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(f => double.Parse(f, CultureInfo.InvariantCulture)) / 100;
    }

    /// <summary>Memory of all of them; pages of programs that they share count once for each.</summary>
    public static double ResidentMegabytes(int pid) => Children(pid).Prepend(pid).Sum(Resident);

    private static double Resident(int pid)
    {
        var fields = Read($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/statm").Split(' ');
        return fields.Length < 2 ? 0 : long.Parse(fields[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1024.0 / 1024;
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (IOException)
        {
            return []; // it has ended
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
