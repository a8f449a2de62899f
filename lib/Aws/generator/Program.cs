using Onair.Aws.Generator.Model;

namespace Onair.Aws.Generator;

internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var models, var operations, var output])
        {
            Console.Error.WriteLine("usage: Onair.Aws.Generator <models directory> <operations.json> <output directory>");
            return 2;
        }
        try
        {
            Generation.Run(models, operations, output);
            return 0;
        }
        catch (InvalidModelException exception)
        {
            // The form that MSBuild recognizes, so that the build log shows it as an error.
            Console.Error.WriteLine($"Onair.Aws.Generator : error AWSGEN001: {exception.Message}");
            return 1;
        }
    }
}
