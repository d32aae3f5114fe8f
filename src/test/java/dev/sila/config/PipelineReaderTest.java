package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.model.Pipeline;
import dev.sila.model.Sizes;
import dev.sila.problem.Problem;
import dev.sila.problem.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineReaderTest {
    private final Problems problems = new Problems();

    private Pipeline read(String text) {
        return PipelineReader.read("p.csv", text, problems);
    }

    /** The sample of the manual, with the slips it has. */
    @Test
    void theManualsSampleIsReadAsFarAsItIsRight() {
        Pipeline pipeline =
                read(
                        """
                        sequence,hostclass,min_size,desired_size,max_size,instance_type,extra_disk,iops,smoke_test,ami,deployable,integration_test,spotinst,spotinst_reserve
                        1,mhcdiscologger,,1,,m3.large,200,,no,ami-12345678,no,
                        1,mhcdiscoes,,2,,m3.large,200,,no,no,
                        2,mhcdiscotaskstatus,,1,,m3.large,,,no,yes,disco_profiling_task_status_service,no,
                        2,mhcdiscoinferenceworer,1,1@45 19 * * *:3@33 19 * * *,,5,m3.large,,,no,yes,disco_inference_workflow,yes,10%
                        """);
        assertThat(pipeline.rows())
                .extracting(Pipeline.Row::hostclass)
                .containsExactly("mhcdiscologger");
        Pipeline.Row logger = pipeline.rows().getFirst();
        assertThat(logger.minSize()).isNull();
        assertThat(logger.desiredSize()).isEqualTo(Sizes.of(1));
        assertThat(logger.extraDisk()).isEqualTo(200);
        assertThat(logger.ami()).isEqualTo("ami-12345678");
        assertThat(logger.spotinst()).isNull();
        assertThat(problems.list())
                .extracting(Problem::where)
                .contains("p.csv:3", "p.csv:4", "p.csv:5")
                .doesNotContain("p.csv:2");
    }

    @Test
    void rowsAreOrderedBySequenceAndColumnsMayBeLeftOut() {
        Pipeline pipeline = read("hostclass,sequence\nb,2\n\nc,1\na,2\n");
        assertThat(pipeline.rows())
                .extracting(Pipeline.Row::hostclass)
                .containsExactly("c", "b", "a");
        assertThat(pipeline.rows().getFirst().line()).isEqualTo(4);
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void quotedCellsMayHoldCommas() {
        Pipeline pipeline = read("sequence,hostclass,integration_test\n1,a,\"x,y\"\n");
        assertThat(pipeline.rows().getFirst().integrationTest()).isEqualTo("x,y");
    }

    @Test
    void aFileWithoutTheColumnHostclassIsRefused() {
        assertThat(read("sequence,host\n1,a\n").rows()).isEmpty();
        assertThat(problems.list()).extracting(Problem::where).containsExactly("p.csv:1");
    }

    @Test
    void sizesMustNotFall() {
        read("sequence,hostclass,min_size,desired_size,max_size\n1,a,3,2,1\n1,b,1,,0\n1,c,1,2,3\n");
        assertThat(problems.list())
                .extracting(Problem::where)
                .containsExactly("p.csv:2", "p.csv:2", "p.csv:2", "p.csv:3");
    }

    @Test
    void sizesMayHaveTimes() {
        Sizes sizes =
                Sizes.read("desired_size", "1@30 10 * * *:5@45 1 * * *", "x", problems)
                        .orElseThrow();
        assertThat(sizes.scheduled())
                .containsExactly(new Sizes.At(1, "30 10 * * *"), new Sizes.At(5, "45 1 * * *"));
        assertThat(sizes.least()).isEqualTo(1);
        assertThat(sizes.most()).isEqualTo(5);
        assertThat(sizes.hasSchedule()).isTrue();
        assertThat(Sizes.read("s", " ", "x", problems)).isEmpty();
        assertThat(problems.list()).isEmpty();
        for (String wrong : List.of("x", "-1", "1@", "1@5 5", "1:2", "1@30 10 * * *:")) {
            assertThat(Sizes.read("s", wrong, "x", problems)).as(wrong).isEmpty();
        }
        assertThat(problems.list()).hasSize(6);
    }
}
